package dev.rawline.data.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An address as typed, which may hold passwords, tokens and signatures. It prints itself without
 * them, whether it can be parsed or not.
 *
 * <p>Of addresses of databases, name and password and all parameters are left out. Of others, what
 * stands before the host and the values of parameters that may be secret are replaced by {@value
 * #HIDDEN}: those that have a name such as {@code token}, {@code X-Amz-Signature} or {@code sig},
 * and long values of letters and digits.
 *
 * @param full the whole text, only for opening a connection
 */
public record Address(String full) {
  /** What replaces a secret. */
  public static final String HIDDEN = "…";

  /** Shorter ones may be any word of a message. */
  private static final int SHORTEST = 5;

  private static final Pattern ANY =
      Pattern.compile("(?i)\\b(?:jdbc:(?:\\w+:)*|[a-z][a-z0-9+.-]*:(?=//))[^\\s\"]*");

  /** An address that was taken for a path has lost a slash. */
  private static final Pattern AS_PATH =
      Pattern.compile("(?i)\\b((?:https?|ftp|s3|postgres\\w*):/)(?!/)[^/\\s:@\"]*:[^\\s\"]*@");

  private static final Pattern DATABASE =
      Pattern.compile(
          "(?i)(jdbc:(?:\\w+:)*|(?:postgres\\w*|mysql|mariadb|sqlserver|oracle|mongodb|redis|amqp)[a-z+]*:)(.*)");

  /** Where the parameters begin; a question mark without a name may be part of a password. */
  private static final Pattern PARAMETERS = Pattern.compile("[?#][\\w.%+-]+=|[?#][^@]*$|;\\w+=");

  /** What follows the colon of a host is a number, or not a port. */
  private static final Pattern NO_PORT = Pattern.compile(":(?!\\d*(?:[,/]|$))[^,/]*");

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("[^/:@\\s]*(?::\\d*)?(?:/.*)?", Pattern.DOTALL);

  private static final Pattern PARAMETER =
      Pattern.compile(
          "([?&;#])([\\w.%+\\[\\]-]+)=(?!…)([^&#\\s\"]*?)(?=[')\\],.:;]*(?:[&#\\s\"]|$))");

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "pass|pwd|secret|token|sign|credential|auth|session|jwt|policy|key|^sig$|^code$|^sas$|^p$");

  /** Values that may be long and are not secret. */
  private static final Pattern PUBLIC_NAME =
      Pattern.compile("version|sha|md5|checksum|etag|date|expir|^s[et]$");

  private static final Pattern RANDOM =
      Pattern.compile("(?=.*\\d)(?=.*[A-Za-z])[A-Za-z0-9+/_=~%-]{20,}|eyJ.{8,}");

  /** Secrets outside of addresses, as libraries quote them. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)((?<![\\w-])[\\w-]*(?:password|passwd|pwd|passphrase|secret|token|signature|credential|access[_-]?key|api[_-]?key)[\\w-]*\\s*=\\s*|\\b(?:bearer|basic)\\s+(?=[\\w+/=.~-]{8})(?=\\S*\\d))(?![…\\s])[^\\s&;,'\"]+");

  private static final Pattern LOGIN = Pattern.compile("[^/\\s:@]+:[^\\s]*@");

  /** Returns the address of a URI. */
  public static Address of(URI uri) {
    return new Address(uri.toString());
  }

  /**
   * Returns the address for a request.
   *
   * @throws IllegalArgumentException if it is none; the message has no secrets
   */
  public URI uri() {
    try {
      return new URI(full);
    } catch (URISyntaxException e) {
      // The exception quotes the address, and the reason a position in it.
      throw new IllegalArgumentException(
          "'%s' is no address (%s): expected one such as https://host/data.zip, with %%20 for a space"
              .formatted(this, e.getReason()));
    }
  }

  /** Returns whether it has a secret, which it does not print. */
  public boolean isSecret() {
    return !toString().equals(full);
  }

  /** Returns whether it is one that was printed, and whose secrets are therefore missing. */
  public boolean isRedacted() {
    return full.contains("=" + HIDDEN) || full.contains("//" + HIDDEN + "@");
  }

  /** Returns the address without its secrets. */
  @Override
  public String toString() {
    String whole =
        ANY.matcher(full).lookingAt() ? full.replaceAll("\\s", "%20").replace("\"", "%22") : full;
    Matcher login = LOGIN.matcher(whole);
    String shown =
        whole.contains("://") || !login.lookingAt()
            ? redacted(whole)
            : HIDDEN + "@" + redacted(whole.substring(login.end()));
    return shown.equals(whole) ? full : shown;
  }

  /**
   * Returns a text, such as the message of a library, without the secrets of addresses in it, nor
   * those of this one wherever they stand.
   */
  public String hiddenIn(String text) {
    String plain = redacted(full.isEmpty() ? text : text.replace(full, toString()));
    for (String secret : secrets()) {
      plain = plain.replace(secret, HIDDEN);
    }
    return plain;
  }

  /** Returns what this address does not print, as typed and decoded, if it is long enough. */
  private List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    int begin = full.indexOf("//") + 2;
    int login = full.lastIndexOf('@');
    if (login > begin && !toString().contains(full.substring(begin, login + 1))) {
      secrets.add(full.substring(begin, login + 1));
      secrets.addAll(List.of(full.substring(begin, login).split(":", 2)));
    }
    Matcher parameters = PARAMETER.matcher(full);
    while (parameters.find()) {
      if (!parameter(parameters).equals(Matcher.quoteReplacement(parameters.group()))) {
        secrets.add(parameters.group(3));
      }
    }
    return secrets.stream()
        .flatMap(secret -> Stream.of(secret, decoded(secret)))
        .filter(secret -> secret.length() >= SHORTEST)
        .toList();
  }

  private static String decoded(String secret) {
    try {
      return URLDecoder.decode(secret, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return secret;
    }
  }

  /** Returns a text, such as the message of a library, without the secrets of addresses in it. */
  public static String redacted(String text) {
    String plain = ANY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(address(found)));
    plain = AS_PATH.matcher(plain).replaceAll("$1" + HIDDEN + "@");
    plain = PARAMETER.matcher(plain).replaceAll(Address::parameter);
    return ASSIGNED.matcher(plain).replaceAll("$1" + HIDDEN);
  }

  private static String address(MatchResult found) {
    Matcher database = DATABASE.matcher(found.group());
    return database.matches()
        ? database.group(1) + database(database.group(2))
        : withoutLogin(found.group(), HIDDEN + "@");
  }

  /** Returns host and name of a database, without parameters. */
  private static String database(String rest) {
    Matcher quoted = Pattern.compile("(?<=[^'\")])['\")\\],.:;]*$").matcher(rest);
    String end = quoted.find() ? quoted.group() : "";
    String plain = withoutLogin(rest.substring(0, rest.length() - end.length()), "");
    Matcher cut = Pattern.compile("[?&;#]").matcher(plain);
    String place = cut.find() ? plain.substring(0, cut.start()) : plain;
    return NO_PORT.matcher(place).replaceAll(":" + HIDDEN) + end;
  }

  /** Returns an address without what stands before the @ of its host. */
  private static String withoutLogin(String address, String instead) {
    int begin = address.indexOf("//") < 0 ? 0 : address.indexOf("//") + 2;
    Matcher parameters = PARAMETERS.matcher(address);
    int end = parameters.find(begin) ? parameters.start() : address.length();
    String place = address.substring(begin, end);
    int login = place.lastIndexOf('@');
    // The @ of a path, as in host/name@2.zip, ends no login.
    if (login < 0 || (!instead.isEmpty() && HOST_AND_PORT.matcher(place).matches())) {
      return address;
    }
    return address.substring(0, begin) + instead + address.substring(begin + login + 1);
  }

  private static String parameter(MatchResult found) {
    String name = found.group(2).toLowerCase(Locale.ROOT).replace("%5f", "_").replace("-", "");
    boolean secret =
        name.contains("%")
            || SECRET_NAME.matcher(name).find()
            || (!PUBLIC_NAME.matcher(name).find() && RANDOM.matcher(found.group(3)).matches());
    return Matcher.quoteReplacement(
        secret && !found.group(3).isEmpty()
            ? found.group(1) + found.group(2) + "=" + HIDDEN
            : found.group());
  }
}
