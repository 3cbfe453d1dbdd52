"""Months in full: "Sept. 21, 2015" is an American habit, "September 21, 2015" reads everywhere."""

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, P"
