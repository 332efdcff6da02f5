"""What leaves the house: papers, a workbook, a text to send, and the longer meetings made from the weekly ones."""
