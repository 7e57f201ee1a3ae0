# docs/reference/commands.md → a page for man: sed -E -f manual.sed
1c\
.TH RAWLINE 1 "" "" "Rawline"\
.SH NAME\
rawline \\- raw sensor data and an explicit, differentiable model of the camera\
.SH DESCRIPTION
2,4d
/^In a terminal, an engine that waits/d
s/\\\|/|/g
s/\[([^]]*)\]\([^)]*\)/\1/g
s/\.\/rawline/rawline/g
/^\| (option|---) /d
/^## /!s/\\/\\e/g
s/-/\\-/g
s/`//g
s/^[.']/\\\&&/
s/^## (.*)/.SH \1/
s/^    (.*)/.EX\n    \1\n.EE/
s/^\| (.*) \| (.*) \|$/.TP\n\\fB\1\\fR\n\2/
s/^$/.PP/
