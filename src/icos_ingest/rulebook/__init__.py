"""The rules, one defect per file, by family; the file's name gives the code and the name of the rule."""
