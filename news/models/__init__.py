"""Models of the desk."""

from news.models.articles import ArticlePage
from news.models.beside_articles import RelatedPick, ShareImage
from news.models.bulk_changes import BulkChange
from news.models.corrections import Correction
from news.models.desks import NewsDeskPage
from news.models.disclaimers import Disclaimer, DisclaimerWording
from news.models.former import FormerSource, FormerTopic
from news.models.guests import Decision, GuestInvitation
from news.models.personal_feeds import PersonalFeed
from news.models.publishing import Authorship, Publishing, ReviewedContent
from news.models.recorded_wordings import RecordedWording
from news.models.review_task import ReviewTask
from news.models.sources import Source
from news.models.topics import Topic

__all__ = [
    "ArticlePage",
    "Authorship",
    "BulkChange",
    "Correction",
    "Decision",
    "Disclaimer",
    "DisclaimerWording",
    "FormerSource",
    "FormerTopic",
    "GuestInvitation",
    "NewsDeskPage",
    "PersonalFeed",
    "Publishing",
    "RecordedWording",
    "RelatedPick",
    "ReviewTask",
    "ReviewedContent",
    "ShareImage",
    "Source",
    "Topic",
]
