"""The colours of the paper that all scenes are cut from."""

SNOW = "#eeeae0"
INK = "#23262b"
NIGHT = "#2f3b4a"
SLATE = "#4d6070"
MIST = "#9fb0b4"
SAGE = "#7f927c"
MOSS = "#56695a"
PINE = "#3d4f49"
PAPER = "#f3ecdd"
CREAM = "#fbf6ea"
SAND = "#d9c7a3"
OCHRE = "#cfa052"
LIGHT = "#f5d48a"
CLAY = "#b1573a"
ROSE = "#cf8f76"
WOOD = "#8a5a3c"
PLANK = "#a8754f"
UMBER = "#5d3f2e"

SPINES = (CLAY, ROSE, OCHRE, SAND, PAPER, SAGE, MOSS, MIST, SLATE, NIGHT)
CARDBOARD = (SAND, "#cdb88f", "#bda680", "#d7cbb0", "#a9b0a2", "#93a09a")
