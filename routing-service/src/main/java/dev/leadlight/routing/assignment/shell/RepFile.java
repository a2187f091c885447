package dev.leadlight.routing.assignment.shell;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.json.Reading;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.RepDraft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads reps from CSV (RFC 4180) with a header row. */
final class RepFile {

  private static final int MOST_ROWS = 5000;
  private static final List<String> DAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "name",
          "email",
          "slackUser",
          "weight",
          "dailyCap",
          "territories",
          "stores",
          "skills",
          "timezone",
          "holidays",
          "vacations");
  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  /**
   * Reads all rows.
   *
   * @throws ProblemException that names every wrong row by {@code /row/field}, rows counted from 1
   */
  static List<Rep> read(String csv) {
    List<Place> errors = new ArrayList<>();
    List<Rep> reps = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int number = 0;
    for (Map<String, String> row : rows(csv)) {
      number++;
      String at = "/" + number;
      String id = row.getOrDefault("id", "");
      List<Place> wrong = new ArrayList<>();
      Rep rep = rep(row, id, wrong);
      if (!RepDraft.isId(id) || !ids.add(id)) {
        wrong.add(Place.at("/id", "an id, and each once"));
      }
      if (wrong.isEmpty() && rep != null) {
        reps.add(rep);
      } else {
        wrong.forEach(place -> errors.add(Place.at(at + place.pointer(), place.message())));
      }
    }
    if (!errors.isEmpty() || reps.isEmpty()) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE,
          errors.isEmpty() ? "The file has no rows." : "Nothing was written: rows are wrong.",
          errors);
    }
    return reps;
  }

  private static List<Map<String, String>> rows(String csv) {
    try (MappingIterator<Map<String, String>> rows =
        CSV.readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(csv.startsWith("\ufeff") ? csv.substring(1) : csv)) {
      List<Map<String, String>> all = new ArrayList<>();
      while (rows.hasNext() && all.size() <= MOST_ROWS) {
        all.add(rows.next());
      }
      if (all.size() > MOST_ROWS) {
        throw new ProblemException(
            ProblemType.PAYLOAD_TOO_LARGE, "At most " + MOST_ROWS + " rows at a time.");
      }
      return all;
    } catch (IOException | RuntimeException e) {
      if (e instanceof ProblemException problem) {
        throw problem;
      }
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, "This is no CSV with a header row and as many cells a row.");
    }
  }

  private static @Nullable Rep rep(Map<String, String> row, String id, List<Place> wrong) {
    Map<String, List<String>> hours = new HashMap<>();
    Map<String, String> owners = new HashMap<>();
    row.forEach(
        (column, cell) -> {
          if (DAYS.contains(column)) {
            hours.put(column, words(cell));
          } else if (!FIELDS.contains(column) && !cell.isBlank()) {
            owners.put(column, cell);
          }
        });
    boolean everyDayEmpty = hours.values().stream().allMatch(List::isEmpty);
    Reading<Rep> reading =
        new RepDraft(
                row.get("name"),
                row.get("email"),
                text(row, "slackUser"),
                owners,
                number(row, "weight", wrong),
                number(row, "dailyCap", wrong),
                words(row.get("territories")),
                words(row.get("stores")),
                words(row.get("skills")),
                text(row, "timezone"),
                everyDayEmpty ? null : hours,
                words(row.get("holidays")),
                words(row.get("vacations")),
                null)
            .check(id);
    wrong.addAll(reading.errors());
    return reading.value();
  }

  private static @Nullable String text(Map<String, String> row, String column) {
    String cell = row.get(column);
    return cell == null || cell.isBlank() ? null : cell;
  }

  private static @Nullable Integer number(
      Map<String, String> row, String column, List<Place> wrong) {
    String cell = text(row, column);
    if (cell == null) {
      return null;
    }
    if (!cell.matches("\\d{1,9}")) {
      wrong.add(Place.at("/" + column, "a whole number"));
      return null;
    }
    return Integer.valueOf(cell);
  }

  private static List<String> words(@Nullable String cell) {
    return cell == null || cell.isBlank() ? List.of() : List.of(cell.strip().split("\\s+"));
  }

  private RepFile() {}
}
