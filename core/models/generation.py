"""The row by which processes agree on what they may still remember (see core.memory)."""

from django.db import models


class Generation(models.Model):
    """A single row; its token changes with every change that memory depends on."""

    ONLY = 1

    token = models.CharField(max_length=32)

    class Meta:
        verbose_name = "generation"

    def __str__(self) -> str:
        return self.token
