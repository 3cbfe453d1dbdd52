"""Months in full: "Sept. 21, 2015" is an American habit, "September 21, 2015" is read by everybody."""

DATE_FORMAT = "F j, Y"
