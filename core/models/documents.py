"""Uploaded documents."""

from wagtail.documents.models import AbstractDocument, Document


class DeskDocument(AbstractDocument):
    """A document an editor uploaded; a model of ours from the start, so that it can grow."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"
