package dev.rawline.scenes.smear;

/**
 * The cytoplasm of a leukocyte.
 *
 * @param azure the amount of azure
 * @param complex the amount of dye complex
 * @param eosin the amount of eosin
 * @param mottling the relative local variation of the amounts
 * @param grain the size of that variation [µm]
 * @param rim the additional azure at the edge
 * @param clearing the reduction in the clear zone next to the nucleus (Golgi body)
 */
record Cytoplasm(
    double azure,
    double complex,
    double eosin,
    double mottling,
    double grain,
    double rim,
    double clearing) {}
