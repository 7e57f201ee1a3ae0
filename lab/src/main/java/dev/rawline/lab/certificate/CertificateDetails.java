package dev.rawline.lab.certificate;

import dev.rawline.data.yaml.RecordFile;
import dev.rawline.data.yaml.WordList;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.InvalidParametersException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a laboratory states on a certificate beside what was measured: {@code certificate.yaml}. The
 * keys are what ISO/IEC 17025:2017 requires of a report (7.8.2.1, 7.8.3.1 and 7.8.4.1) and no
 * program can know. None is required: the certificate marks what is missing as not stated.
 */
public record CertificateDetails(
    @Described(meaning = "the title (default: what is certified)") Optional<String> title,
    @Described(meaning = "the unique number of the certificate") Optional<String> number,
    @Described(meaning = "the number of an earlier certificate that this one replaces, and why")
        Optional<String> replaces,
    @Described(meaning = "who issues the certificate") Laboratory laboratory,
    @Described(meaning = "for whom it is issued") Customer customer,
    @Described(meaning = "the item that was tested") Instrument instrument,
    @Described(meaning = "the dates of the work") Dates dates,
    @Described(meaning = "temperature, humidity, light and whatever else affects the results")
        Optional<WordList> environment,
    @Described(meaning = "how the items or images were selected, and by whom")
        Optional<String> sampling,
    @Described(meaning = "additions to, deviations from and exclusions from the method; or none")
        Optional<WordList> deviations,
    @Described(meaning = "results of external providers, with the provider's name; or none")
        Optional<WordList> externalProviders,
    @Described(meaning = "what the customer supplied and the laboratory is not responsible for")
        Optional<WordList> suppliedByCustomer,
    @Described(meaning = "the standards, and the certificates of the instruments that measured")
        Optional<WordList> traceability,
    @Described(meaning = "who authorises the certificate") Person authorisedBy) {
  /** {@code certificate.yaml}; docs/reference/formats.md describes the file. */
  public static final RecordFile<CertificateDetails> FILE =
      RecordFile.of("certificate", CertificateDetails.class);

  /** Fills in what is not stated. */
  public CertificateDetails {
    laboratory =
        laboratory == null
            ? new Laboratory(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())
            : laboratory;
    customer = customer == null ? new Customer(Optional.empty(), Optional.empty()) : customer;
    instrument = instrument == null ? Instrument.UNKNOWN : instrument;
    dates = dates == null ? Dates.UNKNOWN : dates;
    authorisedBy =
        authorisedBy == null ? new Person(Optional.empty(), Optional.empty()) : authorisedBy;
  }

  /** Returns details of which nothing is stated. */
  public static CertificateDetails none() {
    Optional<WordList> list = Optional.empty();
    Optional<String> text = Optional.empty();
    return new CertificateDetails(
        text, text, text, null, null, null, null, list, text, list, list, list, list, null);
  }

  /** The laboratory. */
  public record Laboratory(
      @Described(meaning = "its name") Optional<String> name,
      @Described(meaning = "its address") Optional<String> address,
      @Described(meaning = "where the work was done: at the address, at the customer's, elsewhere")
          Optional<String> location,
      @Described(
              meaning = "its accreditation for this method; without one the certificate has none")
          Optional<String> accreditation) {}

  /** The customer. */
  public record Customer(
      @Described(meaning = "the name") Optional<String> name,
      @Described(meaning = "address or other contact") Optional<String> contact) {}

  /** The camera or sensor. */
  public record Instrument(
      @Described(meaning = "its make") Optional<String> make,
      @Described(meaning = "its model") Optional<String> model,
      @Described(meaning = "its serial number") Optional<String> serial,
      @Described(meaning = "the version of its firmware") Optional<String> firmware,
      @Described(meaning = "gain setting, exposure, read-out mode, lens and the like")
          Optional<WordList> settings,
      @Described(meaning = "its condition when it was received") Optional<String> condition) {
    static final Instrument UNKNOWN =
        new Instrument(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** The dates of the work, each as 2026-01-31. */
  public record Dates(
      @Described(meaning = "when the item was received", pattern = DATE) Optional<String> received,
      @Described(meaning = "when it was tested, or when the test began", pattern = DATE)
          Optional<String> tested,
      @Described(meaning = "when the test ended, if on another day", pattern = DATE)
          Optional<String> testedUntil,
      @Described(meaning = "when the certificate is issued", pattern = DATE)
          Optional<String> issued) {
    static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    static final Dates UNKNOWN =
        new Dates(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Checks the dates.
     *
     * @throws InvalidParametersException if one does not exist, or they are not in order; the
     *     message lists all problems
     */
    public Dates {
      List<String> problems = new ArrayList<>();
      LocalDate before = LocalDate.MIN;
      String name = "";
      List<Optional<String>> dates = List.of(received, tested, testedUntil, issued);
      List<String> names = List.of("received", "tested", "testedUntil", "issued");
      for (int i = 0; i < names.size(); i++) {
        if (dates.get(i).isPresent()) {
          try {
            LocalDate date = LocalDate.parse(dates.get(i).get());
            if (date.isBefore(before)) {
              problems.add(
                  "%s is %s: expected a date that is not before %s, %s"
                      .formatted(names.get(i), date, name, before));
            }
            before = date;
            name = names.get(i);
          } catch (DateTimeException e) {
            problems.add(
                "%s is %s: expected a date that exists, as 2026-01-31"
                    .formatted(names.get(i), dates.get(i).get()));
          }
        }
      }
      if (!problems.isEmpty()) {
        throw new InvalidParametersException(problems);
      }
    }
  }

  /** A person. */
  public record Person(
      @Described(meaning = "the name") Optional<String> name,
      @Described(meaning = "the function in the laboratory") Optional<String> function) {}
}
