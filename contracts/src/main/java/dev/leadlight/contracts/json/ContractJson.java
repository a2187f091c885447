package dev.leadlight.contracts.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The one set-up of JSON: instants and durations as ISO 8601 text, decimals kept exact, unknown
 * fields ignored, absent values left out.
 */
public final class ContractJson {

  /** Absent fields of records are left out; what a sender put into a map stays, nulls included. */
  private static final JsonInclude.Value ABSENT_FIELDS =
      JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS);

  private static final ObjectMapper JSON = configure(JsonMapper.builder().build());

  /**
   * YAML 1.2 core: {@code on}, {@code no} and the like are text. What stands twice or after the end
   * is refused, as the reader can't know which was meant.
   */
  private static final ObjectMapper YAML =
      configure(
          YAMLMapper.builder()
              .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .build());

  /** The shared mapper. It must not be reconfigured. */
  public static ObjectMapper mapper() {
    return JSON;
  }

  /** Applies the set-up to a mapper that somebody else has built, and returns it. */
  public static ObjectMapper configure(ObjectMapper mapper) {
    mapper.getFactory().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER.mappedFeature());
    return mapper
        .registerModule(new JavaTimeModule())
        .registerModule(UtcText.module())
        .registerModule(WholeNumbers.module())
        .setDefaultPropertyInclusion(ABSENT_FIELDS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
  }

  /** JSON text of a value as UTF-8 bytes. */
  public static byte[] write(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not expressible as JSON: " + value.getClass(), e);
    }
  }

  /**
   * Reads a value.
   *
   * @throws IOException if the bytes are not JSON of that shape, or a field is missing that must be
   *     there
   */
  public static <T> T read(byte[] json, Class<T> type) throws IOException {
    T value = JSON.readValue(json, type);
    if (value == null) {
      throw new IOException("JSON null instead of " + type.getSimpleName());
    }
    String missing = RequiredFields.missing(value);
    if (missing != null) {
      throw new IOException(type.getSimpleName() + " without " + missing);
    }
    return value;
  }

  /** A document of this library's own resources, YAML or JSON. */
  public static JsonNode readResource(String path) {
    try (var in = ContractJson.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("resource is missing: " + path);
      }
      return YAML.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a YAML 1.2 document; JSON is a subset of it. Aliases are refused: a tree can't hold them,
   * and the parser hands over their names as if these were texts.
   *
   * @throws UnreadableYamlException if the text is not one YAML document
   */
  public static JsonNode readYaml(String text) throws UnreadableYamlException {
    try (YAMLParser parser = (YAMLParser) YAML.getFactory().createParser(text)) {
      check(parser);
      return YAML.readTree(text);
    } catch (UnreadableYamlException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw UnreadableYamlException.of(e);
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory is read without fail", e);
    }
  }

  private static void check(YAMLParser parser) throws IOException {
    int depth = 0;
    boolean hasEnded = false;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      String line = " at line " + parser.currentTokenLocation().getLineNr();
      if (hasEnded) {
        throw new UnreadableYamlException("A second document begins" + line + "; send one.", null);
      }
      if (parser.isCurrentAlias()) {
        throw new UnreadableYamlException(
            "There is an alias, *"
                + parser.getText()
                + ","
                + line
                + "; write out what it stands for.",
            null);
      }
      if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
        throw new UnreadableYamlException("There is binary data" + line + "; write text.", null);
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      hasEnded = depth == 0;
    }
  }

  private ContractJson() {}
}
