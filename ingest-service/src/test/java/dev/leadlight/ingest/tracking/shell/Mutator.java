package dev.leadlight.ingest.tracking.shell;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadlight.ingest.tracking.shell.Mutant.Travel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Spoils requests. The seed and the number of a request decide everything, so a finding can be
 * repeated alone.
 *
 * @param originals bodies that are taken as they are, with their paths
 */
record Mutator(long seed, List<Original> originals) {

  static final String KEY = "fuzz-key";
  static final String BODY_KEY = "fuzz-body-key";

  /** A body that is taken as it is. */
  record Original(String path, String json) {}

  private static final Pattern VALUE =
      Pattern.compile("(?<=\":)(\"(?:[^\"\\\\]++|\\\\.)*+\"|-?[0-9][-+.eE0-9]*|true|false|null)");

  private static final byte[] LARGE = new byte[600_000];
  private static final byte[] BOMB = gzip(new byte[30_000_000]);

  /** What stands in place of a value, raw. */
  private static final List<String> HOSTILE =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "\"\"",
          "[]",
          "{}",
          "1e999",
          "-1e-999",
          "1e400000000",
          "9".repeat(300),
          "9".repeat(500),
          "0.1e2e3",
          "NaN",
          "'single'",
          "\"\\ud83d\"",
          "\"\\ude00\\ud83d\"",
          "\"\\u0000\"",
          "\"\\uD83D\\uDE00\"",
          "\"\\x41\"",
          "\"a\tb\"",
          "\"" + "x".repeat(40_000) + "\"",
          "[".repeat(40) + "]".repeat(40),
          "{\"a\":".repeat(60) + "1" + "}".repeat(60),
          "[".repeat(3_000) + "]".repeat(3_000),
          "[".repeat(3_000),
          "{\"\":{\"__proto__\":{\"toString\":1}}}",
          "[\"batch\",{\"type\":\"track\"},7,null]",
          "\"undefined\"",
          "\"[object Object]\"",
          "\"9999-99-99T99:99:99Z\"");

  private static final List<String> PATHS =
      List.of(
          "/v1/track",
          "/v1/t/",
          "/v1/identify",
          "/v1/page",
          "/v1/screen",
          "/v1/group",
          "/v1/alias",
          "/v1/batch",
          "/v1/import/",
          "/b",
          "/beacon/v1/batch",
          "/api/s/track",
          "/api/s/s2s/page",
          "/v1/m",
          "/v1/nonsense");

  Mutant mutant(int number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    Original original = originals.get(random.nextInt(originals.size()));
    String path =
        random.nextInt(4) == 0 ? PATHS.get(random.nextInt(PATHS.size())) : original.path();
    // The rare ones cost a connection, or a second, each.
    return switch (number % 1_200) {
      case 1 -> astray(number, "stalls", Travel.STALLED, path, bytes(original));
      case 2, 3, 4 -> astray(number, "hangs up", Travel.UNFINISHED, path, bytes(original));
      case 5, 6, 7, 8, 9 ->
          astray(number, "told too short", Travel.CUT_SHORT, path, bytes(original));
      case 10, 11 -> sent(number, "too large", Travel.ALONE, random, path, LARGE);
      case 12, 13 -> bomb(number, random, path);
      default -> spoilt(number, random, path, original);
    };
  }

  private Mutant spoilt(int number, SplittableRandom random, String path, Original original) {
    byte[] body = bytes(original);
    return switch (random.nextInt(12)) {
      case 0 -> together(number, "intact", random, path, body);
      case 1 -> together(number, "truncated", random, path, truncated(body, random));
      case 2, 3, 4 -> together(number, "other values", random, path, retyped(original, random));
      case 5 -> together(number, "repeated keys", random, path, repeated(original, random));
      case 6 -> together(number, "bytes flipped", random, path, flipped(body, random));
      case 7 -> together(number, "not UTF-8", random, path, notUtf8(original, random));
      case 8 -> together(number, "random bytes", random, path, noise(random));
      case 9 -> together(number, "something inserted", random, path, inserted(original, random));
      case 10 -> encoded(number, random, path, body);
      default ->
          together(
              number, "spoilt twice", random, path, flipped(retyped(original, random), random));
    };
  }

  private static byte[] bytes(Original original) {
    return original.json().getBytes(UTF_8);
  }

  private static byte[] truncated(byte[] body, SplittableRandom random) {
    return Arrays.copyOf(body, random.nextInt(body.length));
  }

  private static byte[] retyped(Original original, SplittableRandom random) {
    String json = original.json();
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      List<MatchResult> values = VALUE.matcher(json).results().toList();
      if (!values.isEmpty()) {
        MatchResult value = values.get(random.nextInt(values.size()));
        json = json.substring(0, value.start()) + hostile(random) + json.substring(value.end());
      }
    }
    return json.getBytes(UTF_8);
  }

  private static byte[] repeated(Original original, SplittableRandom random) {
    String[] names = {
      "type", "userId", "batch", "event", "messageId", "context", "sentAt", "properties"
    };
    StringBuilder again = new StringBuilder("{");
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      String name = names[random.nextInt(names.length)];
      again.append('"').append(name).append("\":").append(hostile(random)).append(',');
    }
    return original
        .json()
        .replaceFirst("\\{", again.toString().replace("\\", "\\\\"))
        .getBytes(UTF_8);
  }

  private static byte[] inserted(Original original, SplittableRandom random) {
    int at = random.nextInt(original.json().length() + 1);
    return (original.json().substring(0, at) + hostile(random) + original.json().substring(at))
        .getBytes(UTF_8);
  }

  private static byte[] flipped(byte[] body, SplittableRandom random) {
    byte[] flipped = body.clone();
    for (int times = 1 + random.nextInt(4); times > 0 && flipped.length > 0; times--) {
      flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
    }
    return flipped;
  }

  private static byte[] notUtf8(Original original, SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> original.json().getBytes(UTF_16);
      case 1 -> ('\ufeff' + original.json()).getBytes(UTF_8);
      default -> {
        byte[] body = bytes(original);
        int at = random.nextInt(body.length);
        byte[][] broken = {
          {(byte) 0xc3, 0x28}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xff}
        };
        byte[] part = broken[random.nextInt(broken.length)];
        byte[] all = Arrays.copyOf(body, body.length + part.length);
        System.arraycopy(part, 0, all, at, part.length);
        System.arraycopy(body, at, all, at + part.length, body.length - at);
        yield all;
      }
    };
  }

  private static byte[] noise(SplittableRandom random) {
    byte[] noise = new byte[random.nextInt(400)];
    random.nextBytes(noise);
    return noise;
  }

  private static String hostile(SplittableRandom random) {
    return HOSTILE.get(random.nextInt(HOSTILE.size()));
  }

  private static Mutant encoded(int number, SplittableRandom random, String path, byte[] body) {
    String[] names = {"gzip", "deflate", "br", "gzip, gzip", "x-gzip", "GZIP", "identity", "zstd"};
    String name = names[random.nextInt(names.length)];
    byte[] packed = gzip(body);
    byte[] sent =
        switch (random.nextInt(4)) {
          case 0 -> body;
          case 1 -> truncated(packed, random);
          case 2 -> flipped(packed, random);
          default -> packed;
        };
    List<String> headers = new ArrayList<>(List.of("Content-Encoding: " + name));
    return mutant(number, "encoded as " + name, Travel.TOGETHER, random, path, headers, sent);
  }

  private static Mutant bomb(int number, SplittableRandom random, String path) {
    List<String> headers = new ArrayList<>(List.of("Content-Encoding: gzip"));
    return mutant(number, "a bomb", Travel.TOGETHER, random, path, headers, BOMB);
  }

  private static Mutant together(
      int number, String fault, SplittableRandom random, String path, byte[] body) {
    return sent(number, fault, Travel.TOGETHER, random, path, body);
  }

  private static Mutant sent(
      int number, String fault, Travel travel, SplittableRandom random, String path, byte[] body) {
    return mutant(number, fault, travel, random, path, new ArrayList<>(), body);
  }

  /** Whether it arrives, and is answered, is open; so its key is the one that nobody counts by. */
  private static Mutant astray(int number, String fault, Travel travel, String path, byte[] body) {
    return new Mutant(
        number, fault, travel, false, path, List.of("X-Write-Key: " + BODY_KEY), body);
  }

  private static Mutant mutant(
      int number,
      String fault,
      Travel travel,
      SplittableRandom random,
      String path,
      List<String> headers,
      byte[] body) {
    String[] types = {
      "application/json",
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "application/json; charset",
      "a/b/c",
      "json"
    };
    headers.add("Content-Type: " + types[random.nextInt(types.length)]);
    String target = path;
    boolean keyInFront = true;
    switch (random.nextInt(10)) {
      case 0 -> headers.add("X-Write-Key: " + KEY + ":anything");
      case 1 -> target = path + "?writeKey=" + KEY;
      case 2 -> headers.add("Authorization: Basic " + base64(KEY));
      case 3 -> keyInFront = false;
      case 4 -> {
        headers.add("Authorization: Bearer abc." + number);
        keyInFront = false;
      }
      case 5 -> {
        headers.add("Authorization: Basic " + base64("wrong-fuzz-key:"));
        keyInFront = false;
      }
      default -> headers.add("Authorization: Basic " + base64(KEY + ":"));
    }
    return new Mutant(number, fault, travel, keyInFront, target, headers, body);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
