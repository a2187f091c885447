package dev.leadlight.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the elements of a list stand, told by quotes, brackets and commas alone. So it works
 * however deep and long they are, in one pass and without remembering anything of them; whether
 * they are JSON is for others to say.
 */
public final class ListedElements {

  /**
   * A piece of the text.
   *
   * @param from its first byte
   * @param to the byte behind it
   */
  public record Piece(int from, int to) {}

  private final byte[] json;
  private final byte[] member;
  private int at;
  private int depth;
  private boolean isNamed;
  private @Nullable List<Piece> list;
  private List<Piece> found = List.of();

  private ListedElements(byte[] json, String member) {
    this.json = json;
    this.member = member.getBytes(UTF_8);
  }

  /**
   * The elements of an object's list, that of its last member of that name; none if there is no
   * such list, or if it does not end.
   */
  public static List<Piece> of(byte[] json, String member) {
    ListedElements elements = new ListedElements(json, member);
    elements.walk();
    return elements.found;
  }

  private void walk() {
    int from = 0;
    for (at = 0; at < json.length; at++) {
      switch (json[at]) {
        case '"' -> text();
        case '{', '[' -> {
          depth++;
          if (depth == 2 && isNamed && json[at] == '[') {
            list = new ArrayList<>();
            from = at + 1;
          }
        }
        case ',' -> {
          if (depth == 2 && list != null) {
            list.add(new Piece(from, at));
            from = at + 1;
          }
        }
        case '}', ']' -> {
          depth--;
          if (depth == 1 && list != null) {
            list.add(new Piece(from, at));
            found = list;
            list = null;
          }
        }
        default -> {
          // Part of a number or a word, or the space around them.
        }
      }
    }
  }

  /**
   * Passes over a text. The last one that stood right in the object tells the next value's name.
   */
  private void text() {
    int from = at + 1;
    for (at++; at < json.length && json[at] != '"'; at++) {
      if (json[at] == '\\') {
        at++;
      }
    }
    if (depth == 1) {
      isNamed = at < json.length && Arrays.equals(json, from, at, member, 0, member.length);
    }
  }
}
