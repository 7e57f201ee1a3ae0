package dev.rawline.lab.certificate;

import dev.rawline.data.yaml.WordList;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every certificate states in the order of ISO/IEC 17025:2017, 7.8: the laboratory, the
 * customer, the item, the dates and conditions, the method. What is missing is marked.
 *
 * @param details what the laboratory states
 * @param usualTitle the title where it states none
 * @param item what the program knows of the item and its images
 * @param evaluated when the program evaluated them [UTC]
 * @param method what the program knows of the method
 */
public record CertificateHead(
    CertificateDetails details,
    String usualTitle,
    List<Fact> item,
    String evaluated,
    List<Fact> method) {
  /** Copies the lists. */
  public CertificateHead {
    item = List.copyOf(item);
    method = List.copyOf(method);
  }

  /** One line: its label, and the value where it is stated. */
  record Statement(String label, Optional<String> value) {
    static Statement of(Fact known) {
      return new Statement(known.label(), Optional.of(known.value()));
    }

    static Statement of(String label, Optional<WordList> lines) {
      return new Statement(label, lines.map(all -> String.join("\n", all.words())));
    }
  }

  /** Lines that belong together. */
  record Group(String name, List<Statement> statements) {}

  /** Returns the title. */
  public String title() {
    return details.title().orElse(usualTitle);
  }

  /** Returns the number, or that it is not stated: every printed page has it. */
  public String number() {
    return details.number().map("No. "::concat).orElse("number not stated");
  }

  /** Returns number, issuer and date for the line below the title. */
  public String subtitle() {
    return Stream.of(
            Optional.of(number()),
            details.laboratory().name(),
            details.dates().issued().map("issued "::concat))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" · "));
  }

  /** Returns the style of certificates, with the footer of printed pages, for the head. */
  public String style() {
    return Template.html("certificate/style", quoted(title() + ", " + number()));
  }

  /** Returns a text for a string of a style sheet: all but letters by their numbers. */
  private static String quoted(String text) {
    return text.codePoints()
        .mapToObj(
            code ->
                Character.isLetterOrDigit(code) && code < 128
                    ? Character.toString(code)
                    : "\\%x ".formatted(code))
        .collect(Collectors.joining());
  }

  List<Group> groups() {
    return List.of(
        new Group("Laboratory and customer", parties()),
        new Group("Item", concat(instrument(), item)),
        new Group("Dates and conditions", conditions()),
        new Group("Method", procedure()));
  }

  private static List<Statement> concat(List<Statement> stated, List<Fact> known) {
    return Stream.concat(stated.stream(), known.stream().map(Statement::of)).toList();
  }

  private List<Statement> parties() {
    CertificateDetails.Laboratory laboratory = details.laboratory();
    CertificateDetails.Customer customer = details.customer();
    List<Statement> statements = new ArrayList<>();
    statements.add(new Statement("number of the certificate", details.number()));
    if (details.replaces().isPresent()) {
      statements.add(new Statement("replaces", details.replaces()));
    }
    statements.add(new Statement("laboratory", laboratory.name()));
    statements.add(new Statement("address", laboratory.address()));
    statements.add(new Statement("place of the work", laboratory.location()));
    statements.add(
        new Statement(
            "accreditation", laboratory.accreditation().or(() -> Optional.of("none is claimed"))));
    statements.add(new Statement("customer", customer.name()));
    statements.add(new Statement("contact of the customer", customer.contact()));
    return statements;
  }

  private List<Statement> instrument() {
    CertificateDetails.Instrument instrument = details.instrument();
    return List.of(
        new Statement("make", instrument.make()),
        new Statement("model", instrument.model()),
        new Statement("serial number", instrument.serial()),
        new Statement("firmware", instrument.firmware()),
        Statement.of("settings", instrument.settings()),
        new Statement("condition when received", instrument.condition()));
  }

  private List<Statement> conditions() {
    CertificateDetails.Dates dates = details.dates();
    return List.of(
        new Statement("received", dates.received()),
        new Statement(
            "tested",
            dates
                .tested()
                .map(from -> dates.testedUntil().map(to -> from + " to " + to).orElse(from))),
        new Statement("evaluated", Optional.of(evaluated)),
        new Statement("issued", dates.issued()),
        Statement.of("environment", details.environment()),
        new Statement("sampling", details.sampling()));
  }

  private List<Statement> procedure() {
    List<Statement> statements = new ArrayList<>(method.stream().map(Statement::of).toList());
    statements.add(Statement.of("deviations from the method", details.deviations()));
    statements.add(Statement.of("external providers", details.externalProviders()));
    statements.add(Statement.of("supplied by the customer", details.suppliedByCustomer()));
    statements.add(Statement.of("metrological traceability", details.traceability()));
    return statements;
  }

  /**
   * Returns the labels of all that is not stated, as one phrase; empty where nothing is missing.
   */
  Optional<String> missing() {
    List<String> labels = new ArrayList<>();
    for (Group group : groups()) {
      group.statements().stream()
          .filter(statement -> statement.value().isEmpty())
          .forEach(statement -> labels.add(statement.label()));
    }
    if (details.authorisedBy().name().isEmpty()) {
      labels.add("the person who authorises");
    }
    return labels.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", labels));
  }
}
