"""A Jupyter notebook around lines of Python, as the editor saves it."""

import json


def notebook(*cells, output=None):
    def lines(text):
        return text.strip("\n").splitlines(keepends=True)

    made = [{"cell_type": "markdown", "metadata": {}, "source": ["# Momentum study\n", "Run all cells."]}]
    for number, text in enumerate(cells, 1):
        last = output is not None and number == len(cells)
        made.append({
            "cell_type": "code",
            "execution_count": number,
            "metadata": {},
            "outputs": [{
                "name": "stdout",
                "output_type": "stream",
                "text": lines(output),
            }] if last else [],
            "source": lines(text),
        })
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    book = {"cells": made, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, indent=1) + "\n"
