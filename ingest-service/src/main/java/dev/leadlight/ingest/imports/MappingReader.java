package dev.leadlight.ingest.imports;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.ingest.imports.Mapping.Also;
import dev.leadlight.ingest.imports.Mapping.Group;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the document of a mapping, which is a closed set of constructs: what is not known is wrong,
 * so that a slip of the pen does not quietly leave a column out.
 */
public final class MappingReader {

  private static final int MOST_ENTRIES = 200;

  private static final Set<String> MEMBERS =
      Set.of(
          "fields", "id", "group", "kinds", "also", "numbers", "timeZone", "delimiter", "currency");

  private static final Set<String> KIND_MEMBERS =
      Set.of("column", "in", "below", "above", "filled", "event", "suffix", "optional");

  /** Of an unknown one the numbers would be read in some way or other. */
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private final Members members = new Members();

  /**
   * A mapping, or the places where the document is wrong.
   *
   * @param mapping null if there are errors
   * @param errors JSON pointers into the document; empty if it is right
   */
  public record Reading(@Nullable Mapping mapping, List<Place> errors) {
    public Reading {
      errors = List.copyOf(errors);
    }
  }

  /** Reads parsed JSON. */
  public static Reading read(Map<String, ?> document) {
    MappingReader reader = new MappingReader();
    Mapping mapping = reader.mapping(document);
    List<Place> errors = reader.members.errors();
    return new Reading(errors.isEmpty() ? mapping : null, errors);
  }

  private Mapping mapping(Map<String, ?> document) {
    members.onlyKnown(document, "", MEMBERS);
    FieldReader fieldReader = new FieldReader(members);
    List<Field> fields =
        fieldReader.fields(document.get("fields"), "/fields", MessagePlaces::isOfMessage);
    Group group = group(document.get("group"), fieldReader);
    checkEvent(fields);
    members.disjoint(fields, group, document.containsKey("currency"));
    return new Mapping(
        fields,
        id(document.get("id")),
        group,
        kinds(document.get("kinds")),
        also(document, fieldReader),
        locale(document.get("numbers")),
        zone(document.get("timeZone")),
        delimiter(document.get("delimiter")),
        currency(document.get("currency")));
  }

  private void checkEvent(List<Field> fields) {
    boolean named =
        fields.stream()
            .anyMatch(f -> f.to().equals(List.of("event")) || f.to().equals(List.of("type")));
    if (!named) {
      members.wrong("/fields", "one field for /event, the name of what happened");
    }
  }

  private Mapping.@Nullable Id id(@Nullable Object sent) {
    if (sent == null) {
      return null;
    }
    Map<String, ?> id = members.object(sent, "/id");
    members.onlyKnown(id, "/id", Set.of("prefix", "column", "columns", "acrossSources", "suffix"));
    return new Mapping.Id(
        Objects.requireNonNullElse(members.text(id.get("prefix"), "/id/prefix", true), ""),
        members.columns(id, "/id"),
        members.truth(id.get("acrossSources"), "/id/acrossSources"),
        Objects.requireNonNullElse(members.text(id.get("suffix"), "/id/suffix", false), ""));
  }

  private @Nullable Group group(@Nullable Object sent, FieldReader fieldReader) {
    if (sent == null) {
      return null;
    }
    Map<String, ?> group = members.object(sent, "/group");
    members.onlyKnown(group, "/group", Set.of("by", "to", "fields", "oneKind"));
    String by = members.text(group.get("by"), "/group/by", true);
    List<String> to =
        group.get("to") == null
            ? List.of("properties", "products")
            : members.path(group.get("to"), "/group/to", MessagePlaces::isOfMessage);
    List<Field> fields =
        group.get("fields") == null
            ? List.of()
            : fieldReader.fields(group.get("fields"), "/group/fields", path -> true);
    return new Group(
        by == null ? "" : by, to, fields, members.truth(group.get("oneKind"), "/group/oneKind"));
  }

  private List<Kind> kinds(@Nullable Object sent) {
    List<Kind> kinds = new ArrayList<>();
    List<?> list = sent == null ? List.of() : members.list(sent, "/kinds", MOST_ENTRIES);
    for (int i = 0; i < list.size(); i++) {
      String at = "/kinds/" + i;
      kinds.add(kind(members.object(list.get(i), at), at, "unsigned", "alone"));
    }
    return kinds;
  }

  private List<Also> also(Map<String, ?> document, FieldReader fieldReader) {
    Object sent = document.get("also");
    List<Also> also = new ArrayList<>();
    List<?> list = sent == null ? List.of() : members.list(sent, "/also", MOST_ENTRIES);
    for (int i = 0; i < list.size(); i++) {
      String at = "/also/" + i;
      Map<String, ?> more = members.object(list.get(i), at);
      Kind kind = kind(more, at, "fields");
      String fieldsAt = at + "/fields";
      List<Field> fields =
          fieldReader.fields(more.get("fields"), fieldsAt, MessagePlaces::isOfMessage);
      members.disjoint(fields, document.containsKey("currency"), fieldsAt);
      also.add(new Also(kind, fields));
    }
    return also;
  }

  /** A kind, or what has the members of one and those beside them. */
  private Kind kind(Map<String, ?> kind, String at, String... beside) {
    members.onlyKnown(
        kind,
        at,
        Stream.concat(KIND_MEMBERS.stream(), Arrays.stream(beside)).collect(Collectors.toSet()));
    String column = members.text(kind.get("column"), at + "/column", true);
    String event = members.text(kind.get("event"), at + "/event", true);
    String suffix = members.text(kind.get("suffix"), at + "/suffix", true);
    return new Kind(
        column == null ? "" : column,
        members.test(kind, at),
        event == null ? "" : event,
        suffix == null ? "" : suffix,
        members.truth(kind.get("unsigned"), at + "/unsigned"),
        members.truth(kind.get("alone"), at + "/alone"),
        members.truth(kind.get("optional"), at + "/optional"));
  }

  private @Nullable Locale locale(@Nullable Object sent) {
    String tag = sent == null ? null : members.text(sent, "/numbers", true);
    if (tag == null) {
      return null;
    }
    Locale locale = Locale.forLanguageTag(tag);
    if (!LANGUAGES.contains(locale.getLanguage())) {
      members.wrong("/numbers", "a language tag such as de-DE, for the way numbers are written");
    }
    return locale;
  }

  private ZoneId zone(@Nullable Object sent) {
    String name = sent == null ? null : members.text(sent, "/timeZone", true);
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException unknown) {
      members.wrong("/timeZone", "a time zone such as Europe/Berlin");
      return ZoneOffset.UTC;
    }
  }

  private @Nullable Character delimiter(@Nullable Object sent) {
    if (sent == null) {
      return null;
    }
    if (sent instanceof String text && text.length() == 1 && ",;\t|".contains(text)) {
      return text.charAt(0);
    }
    members.wrong("/delimiter", "a comma, a semicolon, a tab or a |; leave it out to look for it");
    return null;
  }

  private @Nullable String currency(@Nullable Object sent) {
    String code = sent == null ? null : members.text(sent, "/currency", true);
    try {
      return code == null
          ? null
          : Currency.getInstance(code.toUpperCase(Locale.ROOT)).getCurrencyCode();
    } catch (IllegalArgumentException unknown) {
      members.wrong("/currency", "an ISO 4217 code such as EUR");
      return null;
    }
  }
}
