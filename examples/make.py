"""Writes the two binary files of the invented campaign, `05-factsheet.pdf` and `06-communique.docx`, from their words."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.formats import docx, pdf

FACTS = [
    [
        "Harbour Compact Secretariat",
        "Fact sheet: the Harbour Compact in figures",
        "March 9, 2021",
        "The Harbour Compact has 27 members. It was founded in April 2019 to clear the Gulf of",
        "Tamar of mines and to reopen the port of Brusa.",
        "Since April 2019 its teams have cleared 1,950 mines in 41 square kilometres of sea.",
        "Members have pledged $640 million for the clearance fund. $512 million has been paid.",
        "Page 1 of 2",
    ],
    [
        "Harbour Compact Secretariat",
        "About 60,000 people have returned to the coast. Between 3,000 and 4,500 families",
        "remain in the camps at Oren.",
        "14 quays will be repaired by 2023, of which 6 are done.",
        "Castria joined the Compact in 2020 and Ilvania in the same year.",
        "Page 2 of 2",
    ],
]

COMMUNIQUE = [
    "Communiqué of the ministerial meeting of the Harbour Compact",
    "Port Selm, 9 March 2021",
    "1. We, the ministers of the Harbour Compact, met in Port Selm on 9 March 2021 to review the clearance of the Gulf of Tamar.",
    "2. Our aim is to open all channels of the gulf by the end of 2022 and to bring home those who fled from the coast.",
    "3. We will open the northern channel by 1 December 2021. Norland will deliver two survey ships by the end of June 2021.",
    "4. Ilvania will provide four cranes for the southern quay. Castria will train 120 divers each year.",
    "5. We call on all members to pay their share of the clearance fund before 30 June 2021.",
    "6. We mourn the nine fishermen who were killed by mines last year, and the two divers who died on Sunday.",
    "Done in Port Selm, 9 March 2021",
    "Ada Vale, for Norland",
    "Tomas Reyl, Secretary-General",
]

if __name__ == "__main__":
    folder = Path(__file__).parent / "harbour"
    (folder / "05-factsheet.pdf").write_bytes(pdf(FACTS))
    (folder / "06-communique.docx").write_bytes(docx(COMMUNIQUE))
