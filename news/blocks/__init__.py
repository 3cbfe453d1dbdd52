"""Blocks of an article's body."""

from news.blocks.body import ArticleBodyBlock
from news.blocks.case_study_links import CaseStudyLinksBlock
from news.blocks.desk import DisclaimerBlock, NoteBlock, UnconvertedBlock
from news.blocks.pull_quotes import PullQuotesBlock

__all__ = [
    "ArticleBodyBlock",
    "CaseStudyLinksBlock",
    "DisclaimerBlock",
    "NoteBlock",
    "PullQuotesBlock",
    "UnconvertedBlock",
]
