package dev.leadlight.routing.assignment;

import dev.leadlight.contracts.http.Objections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of short texts in what people write down. */
final class Entries {

  static final int LONGEST = 200;
  static final int MOST = 200;

  private Entries() {}

  /** The sound ones; that there are others, or too many, is noted. None when the list is absent. */
  static List<String> check(@Nullable List<String> texts, String pointer, Objections wrong) {
    if (texts == null) {
      return List.of();
    }
    List<String> sound = texts.stream().filter(Entries::isOne).limit(MOST).toList();
    wrong.require(
        sound.size() == texts.size(),
        pointer,
        "at most " + MOST + " texts of 1 to " + LONGEST + " characters");
    return sound;
  }

  static boolean isOne(@Nullable String text) {
    return text != null && !text.isBlank() && text.length() <= LONGEST;
  }
}
