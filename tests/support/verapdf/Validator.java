import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Answers questions on standard input, one a line: a profile, a tab, a path. For each failed rule one line is printed,
 * then DONE. One process serves a whole test run, since starting Java and loading a profile cost more than a paper.
 */
public class Validator {
  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String question = questions.readLine(); question != null; question = questions.readLine()) {
      String[] parts = question.split("\t", 2);
      try {
        failures(PDFAFlavour.fromString(parts[0]), parts[1]).values().forEach(answers::println);
      } catch (Exception fault) {
        answers.println(oneLine(parts[0] + " could not be checked: " + fault));
      }
      answers.println("DONE");
    }
  }

  private static Map<String, String> failures(PDFAFlavour flavour, String path) throws Exception {
    if (flavour == PDFAFlavour.NO_FLAVOUR) {
      throw new IllegalArgumentException("no such profile");
    }
    try (InputStream file = new FileInputStream(path);
        PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      Map<String, String> failures = new TreeMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED) {
          String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
          failures.putIfAbsent(rule, describe(flavour, rule, assertion));
        }
      }
      if (!result.isCompliant() && failures.isEmpty()) {
        failures.put("", flavour.getId() + " failed without naming a rule");
      }
      return failures;
    }
  }

  private static String describe(PDFAFlavour flavour, String rule, TestAssertion assertion) {
    return oneLine(
        String.join(
            " ",
            flavour.getId(),
            rule,
            assertion.getMessage(),
            "at",
            String.valueOf(assertion.getLocation().getContext())));
  }

  private static String oneLine(String words) {
    return words.replaceAll("\\s+", " ").trim();
  }
}
