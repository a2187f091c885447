package dev.leadlight.scoring.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.scoring.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The examples of a page: each a fenced YAML card and, below it, a table of deeds and of what is
 * answered then.
 */
final class WorkedExamples {

  private static final Pattern TIME =
      Pattern.compile("day (\\d+)(?:, (\\d\\d):(\\d\\d)(?::(\\d\\d))?)?");

  /** A card with the heading it stands under, the line it begins at, and its table. */
  record Example(String heading, int line, JsonNode card, List<Row> rows) {

    @Override
    public String toString() {
      return heading + " (line " + line + ")";
    }
  }

  /**
   * A row of the table.
   *
   * @param deed name and properties of an event; empty for none
   * @param expected by column, cells that are not empty
   */
  record Row(Instant at, String deed, Map<String, String> expected) {

    String signal() {
      int brace = deed.indexOf('{');
      return (brace < 0 ? deed : deed.substring(0, brace)).strip();
    }

    Map<String, Object> properties() {
      int brace = deed.indexOf('{');
      Map<String, Object> properties = new HashMap<>();
      if (brace >= 0) {
        yaml(deed.substring(brace))
            .properties()
            .forEach(
                e ->
                    properties.put(
                        e.getKey(),
                        ContractJson.mapper().convertValue(e.getValue(), Object.class)));
      }
      return properties;
    }
  }

  private WorkedExamples() {}

  static List<Example> of(Path page) {
    List<Example> examples = new ArrayList<>();
    List<String> lines = lines(page);
    String heading = "";
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("#")) {
        heading = lines.get(i).replaceFirst("#+ ", "");
      }
      if (lines.get(i).equals("```yaml")) {
        int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
        String card = String.join("\n", lines.subList(i + 1, end));
        examples.add(new Example(heading, i + 1, completed(card), rows(lines, end + 2)));
        i = end;
      }
    }
    return examples;
  }

  /** With what every card must have. */
  private static JsonNode completed(String card) {
    ObjectNode document = (ObjectNode) yaml("{id: example}");
    document.setAll((ObjectNode) yaml(card));
    if (!document.has("tiers")) {
      document.set("tiers", yaml("[{name: high, from: 100}, {name: low, from: 0}]"));
    }
    return document;
  }

  private static List<Row> rows(List<String> lines, int from) {
    List<String> columns = cells(lines.get(from));
    List<Row> rows = new ArrayList<>();
    for (int i = from + 2; i < lines.size() && lines.get(i).startsWith("|"); i++) {
      List<String> cells = cells(lines.get(i));
      Map<String, String> expected = new HashMap<>();
      for (int c = 2; c < columns.size(); c++) {
        if (!cells.get(c).isEmpty()) {
          expected.put(columns.get(c), cells.get(c));
        }
      }
      rows.add(new Row(time(cells.get(0)), cells.get(1), expected));
    }
    return rows;
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.lastIndexOf('|'));
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }

  private static Instant time(String when) {
    Matcher time = TIME.matcher(when);
    if (!time.matches()) {
      throw new IllegalArgumentException("not a time of a worked example: " + when);
    }
    int hour = time.group(2) == null ? 10 : Integer.parseInt(time.group(2));
    int minute = time.group(3) == null ? 0 : Integer.parseInt(time.group(3));
    int second = time.group(4) == null ? 0 : Integer.parseInt(time.group(4));
    long day = Long.parseLong(time.group(1));
    return Shop.T0.plusSeconds(((day * 24 + hour - 10) * 60 + minute) * 60 + second);
  }

  private static JsonNode yaml(String text) {
    try {
      return ContractJson.readYaml(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path page) {
    try {
      return Files.readAllLines(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
