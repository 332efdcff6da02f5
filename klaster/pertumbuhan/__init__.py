"""Growth of children: z-scores of WHO, classes of Permenkes 2/2020, curves, and the survey tool."""
