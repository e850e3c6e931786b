"""What papers of any office say in the words of the law and of its model reports: no secret, whoever repeats it."""

STATEMENTS = """
Information relating to any individual.
Information which is likely to reveal the identity of an individual.
Information relating to the financial or business affairs of any particular person (including the authority holding that
information).
Information relating to any consultations or negotiations, or contemplated consultations or negotiations, in connection
with any labour relations matter arising between the authority or a Minister of the Crown and employees of, or office
holders under, the authority.
Information in respect of which a claim to legal professional privilege could be maintained in legal proceedings.
Information which reveals that the authority proposes to give under any enactment a notice under or by virtue of which
requirements are imposed on a person; or to make an order or direction under any enactment.
Information relating to any action taken or to be taken in connection with the prevention, investigation or prosecution
of crime.
This report is exempt from publication by virtue of paragraph 3 of Part 1 of Schedule 12A to the Local Government Act
1972, as amended by the Local Government (Access to Information) (Variation) Order 2006.
in all the circumstances of the case, the public interest in maintaining the exemption outweighs the public interest in
disclosing the information.
That under Section 100A(4) of the Local Government Act 1972, the public be excluded from the meeting for the following
item of business on the grounds that it involves the likely disclosure of exempt information as defined in
paragraph 3 of Part 1 of Schedule 12A of the Act.
That the press and public be excluded from the meeting for the following items on the grounds that they involve the
likely disclosure of exempt information as defined in paragraph 3 of Part 1 of Schedule 12A to the Act.
That, under section 50A(4) of the Local Government (Scotland) Act 1973, the public be excluded from the meeting on the
grounds that it involves the likely disclosure of exempt information as defined in paragraph 6 of Part 1 of Schedule 7A.
That representatives of the press and other members of the public be excluded from the remainder of this meeting having
regard to the confidential nature of the business to be transacted, publicity on which would be prejudicial to the
public interest (Section 1(2) Public Bodies (Admission to Meetings) Act 1960).
The Local Government (Access to Information) Act 1985. Background papers: none. List of background papers.
There are no financial implications arising directly from this report.
There are no direct financial implications arising from the recommendations of this report.
There are no legal implications arising directly from the recommendations of this paper.
There are no legal implications arising directly from this report.
There are no equality implications arising directly from this report.
There are no risk management, environmental, human resources, staffing, procurement, property or climate implications
arising directly from this report.
The board is asked to note this report and the appendices that follow it.
The Board is recommended to note the contents of this report.
The public sector equality duty under section 149 of the Equality Act 2010 requires a public authority, in the exercise
of its functions, to have due regard to the need to eliminate discrimination, harassment, victimisation and any other
conduct that is prohibited by or under the Act; to advance equality of opportunity between persons who share a relevant
protected characteristic and persons who do not share it; and to foster good relations between persons who share a
relevant protected characteristic and persons who do not share it.
age, disability, gender reassignment, marriage and civil partnership, pregnancy and maternity, race, religion or belief,
sex and sexual orientation
The Police Reform and Social Responsibility Act 2011 requires the police and crime commissioner to secure an efficient
and effective police force for the area and to hold the chief constable to account for the exercise of his functions and
those of persons under his direction and control.
"""
