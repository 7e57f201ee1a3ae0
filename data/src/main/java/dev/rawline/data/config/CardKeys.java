package dev.rawline.data.config;

import dev.rawline.data.card.DataCard;
import dev.rawline.data.card.DataSetCounts;
import dev.rawline.data.card.Rights;
import dev.rawline.imaging.frame.Described;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The keys of {@code card.yaml}; what a card does not say is null. */
record CardKeys(
    @Described(meaning = "what the data set is called", required = true) String name,
    @Described(meaning = "what it shows", required = true) String what,
    @Described(meaning = "under which licence it may be used") String licence,
    @Described(meaning = "who made it, and what was changed since") String attribution,
    @Described(meaning = "what to cite") String citation,
    @Described(meaning = "where it, or what it was made of, can be had") String source,
    @Described(meaning = "what recorded it") String camera,
    @Described(meaning = "how that camera was calibrated, or where its numbers come from")
        String calibration,
    @Described(meaning = "the shares of the light that it was recorded in", above = 0, max = 1)
        List<Double> intensities,
    @Described(meaning = "how many samples there are", min = 1, required = true) Integer samples,
    @Described(meaning = "how many groups, which must stay together, they come from", min = 1)
        Integer groups,
    @Described(meaning = "how many samples have a mask", min = 0) Integer masks,
    @Described(meaning = "how many samples each class has") ClassCounts classes,
    @Described(
            meaning =
                "SHA-256, 64 hexadecimal digits, of ids, labels, groups, pixels and masks, whatever"
                    + " files hold them",
            pattern = "[0-9a-f]{64}",
            required = true)
        String sha256,
    @Described(meaning = "how it was made", required = true) String made) {

  static CardKeys of(DataCard card) {
    return new CardKeys(
        card.name(),
        card.what(),
        card.rights().licence().orElse(null),
        card.rights().attribution().orElse(null),
        card.rights().citation().orElse(null),
        card.source().orElse(null),
        card.camera().orElse(null),
        card.calibration().orElse(null),
        card.intensities().isEmpty() ? null : card.intensities(),
        card.contents().samples(),
        card.contents().groups(),
        card.contents().masks(),
        card.contents().classes().isEmpty() ? null : new ClassCounts(card.contents().classes()),
        card.sha256(),
        card.made());
  }

  DataCard toCard() {
    return new DataCard(
        name,
        what,
        new Rights(
            Optional.ofNullable(licence),
            Optional.ofNullable(attribution),
            Optional.ofNullable(citation)),
        Optional.ofNullable(source),
        Optional.ofNullable(camera),
        Optional.ofNullable(calibration),
        intensities == null ? List.of() : intensities,
        new DataSetCounts(
            samples,
            groups == null ? samples : groups,
            masks == null ? 0 : masks,
            classes == null ? new TreeMap<>() : classes.byClass()),
        sha256,
        made);
  }
}
