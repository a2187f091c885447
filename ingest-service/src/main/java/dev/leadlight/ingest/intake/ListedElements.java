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
  private final byte @Nullable [] member;

  /** How many brackets are open right in the list. */
  private final int level;

  private int at;
  private int depth;
  private boolean isNamed;
  private @Nullable List<Piece> list;
  private List<Piece> found = List.of();

  private ListedElements(byte[] json, byte @Nullable [] member) {
    this.json = json;
    this.member = member;
    this.level = member == null ? 1 : 2;
    this.isNamed = member == null;
  }

  /** The elements of a list; none if it is none, or if it does not end. */
  public static List<Piece> of(byte[] json) {
    return new ListedElements(json, null).walk();
  }

  /**
   * The elements of an object's list, that of its last member of that name; none if there is no
   * such list, or if it does not end.
   */
  public static List<Piece> of(byte[] json, String member) {
    return new ListedElements(json, member.getBytes(UTF_8)).walk();
  }

  /** What stands around the elements: the text with spaces in their place. */
  public static byte[] around(byte[] json, List<Piece> elements) {
    byte[] around = json.clone();
    if (!elements.isEmpty()) {
      int from = elements.get(0).from();
      int to = elements.get(elements.size() - 1).to();
      Arrays.fill(around, from, to, (byte) ' ');
    }
    return around;
  }

  private List<Piece> walk() {
    int from = 0;
    for (at = 0; at < json.length; at++) {
      switch (json[at]) {
        case '"' -> text();
        case '{', '[' -> {
          depth++;
          if (depth == level && isNamed && json[at] == '[') {
            list = new ArrayList<>();
            from = at + 1;
          }
        }
        case ',' -> {
          if (depth == level && list != null) {
            list.add(piece(from));
            from = at + 1;
          }
        }
        case '}', ']' -> {
          depth--;
          if (depth == level - 1 && list != null) {
            list.add(piece(from));
            found = list;
            list = null;
          }
        }
        default -> {
          // Part of a number or a word, or the space around them.
        }
      }
    }
    return found;
  }

  /** From there up to here, without the space around it: a vendor may sign the very bytes. */
  private Piece piece(int begin) {
    int from = begin;
    int to = at;
    while (from < to && isSpace(json[from])) {
      from++;
    }
    while (from < to && isSpace(json[to - 1])) {
      to--;
    }
    return new Piece(from, to);
  }

  private static boolean isSpace(byte one) {
    return one == ' ' || one == '\t' || one == '\n' || one == '\r';
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
    if (depth == 1 && member != null) {
      isNamed = at < json.length && Arrays.equals(json, from, at, member, 0, member.length);
    }
  }
}
