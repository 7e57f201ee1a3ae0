package dev.rawline.scenes.smear;

/**
 * What fills a leukocyte outside its nucleus.
 *
 * @param azure the amount of azure
 * @param complex the amount of dye complex
 * @param eosin the amount of eosin
 * @param mottling by which share the amounts vary from place to place
 * @param grain the size of that variation [µm]
 * @param rim how much more azure there is at the edge
 * @param clearing how much less there is in the clear court beside the nucleus (Golgi body)
 */
record Cytoplasm(
    double azure,
    double complex,
    double eosin,
    double mottling,
    double grain,
    double rim,
    double clearing) {}
