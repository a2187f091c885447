package dev.leadlight.ingest.imports.shell;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.leadlight.contracts.http.Pointer;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.imports.ImportState.Format;
import dev.leadlight.contracts.imports.SavedMapping;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.imports.Mapping;
import dev.leadlight.ingest.imports.MappingReader;
import dev.leadlight.ingest.imports.MappingReader.Reading;
import dev.leadlight.ingest.source.Source;
import dev.leadlight.ingest.source.shell.SourceStore;
import dev.leadlight.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks what somebody wants to import before a byte of it is read. */
@Singleton
public class ImportOrders {

  private static final ObjectReader ORDER =
      ContractJson.mapper()
          .readerFor(ImportRequest.class)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final SourceStore sources;
  private final ImportStore store;

  ImportOrders(SourceStore sources, ImportStore store) {
    this.sources = sources;
    this.store = store;
  }

  /**
   * The order that a request is.
   *
   * @throws ProblemException 400 or 422 that names what is wrong
   */
  ImportOrder of(ImportRequest request) {
    Format format = format(request.format());
    Map<String, Object> mapping = format == Format.NDJSON ? messages(request) : mapping(request);
    return new ImportOrder(id(request.id()), source(request.source()), format, mapping);
  }

  /**
   * The order that a JSON body is.
   *
   * @throws ProblemException 400 or 422 that names what is wrong
   */
  ImportOrder of(byte[] json) {
    try {
      return of(ORDER.<ImportRequest>readValue(json));
    } catch (UnrecognizedPropertyException unknown) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE,
          "The body has a member that means nothing.",
          List.of(Place.at(Pointer.to(unknown.getPropertyName()), "not a member of an import")));
    } catch (IOException notAnOrder) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is not an import in JSON.");
    }
  }

  /** The mapping of an order. NDJSON needs none. */
  static Mapping mapping(ImportOrder order) {
    return order.format() == Format.NDJSON
        ? new Mapping(List.of(), null, null, List.of(), List.of(), null, ZoneOffset.UTC, null, null)
        : checked(order.mapping(), "");
  }

  /**
   * The source of that name.
   *
   * @throws ProblemException 422 if there is none
   */
  Source source(@Nullable String name) {
    if (name == null) {
      throw ProblemException.parameter("source", "the name of the source that the rows are of");
    }
    Source source = sources.sources().byName().get(name);
    if (source == null) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE,
          "No source of this name is configured.",
          List.of(Place.parameter("source", "the name of a configured source")));
    }
    return source;
  }

  /**
   * The mapping that a document describes.
   *
   * @param at JSON pointer to the document in the request
   * @throws ProblemException 422 with a place for each error
   */
  static Mapping checked(Map<String, Object> document, String at) {
    Reading reading = MappingReader.read(document);
    if (reading.mapping() == null) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE,
          "This is not a mapping.",
          reading.errors().stream()
              .map(error -> Place.at(at + error.pointer(), error.message()))
              .toList());
    }
    return reading.mapping();
  }

  private static String id(@Nullable String chosen) {
    if (chosen == null) {
      return UUID.randomUUID().toString();
    }
    if (!chosen.matches("[A-Za-z0-9._-]{1,64}") || chosen.equals("mappings")) {
      throw ProblemException.parameter("id", "1 to 64 of A-Z a-z 0-9 . _ -");
    }
    return chosen;
  }

  private static Format format(@Nullable String name) {
    return switch (name == null ? "csv" : name) {
      case "csv" -> Format.CSV;
      case "ndjson" -> Format.NDJSON;
      default -> throw ProblemException.parameter("format", "csv or ndjson");
    };
  }

  private static Map<String, Object> messages(ImportRequest request) {
    boolean mapped =
        request.mapping() != null
            || request.columns() != null
            || request.numbers() != null
            || request.timeZone() != null
            || request.delimiter() != null
            || request.currency() != null
            || (request.preset() != null && !request.preset().equals(Presets.EVENTS));
    if (mapped) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE,
          "Lines of NDJSON are messages already: send them with the preset events or none, and without"
              + " numbers, timeZone, delimiter and currency.");
    }
    return Map.of();
  }

  private Map<String, Object> mapping(ImportRequest request) {
    long named =
        Stream.of(request.preset(), request.mapping(), request.columns())
            .filter(Objects::nonNull)
            .count();
    if (named != 1) {
      throw ProblemException.parameter(
          "preset", "a preset, a saved mapping or columns, one of them");
    }
    Map<String, Object> mapping = new LinkedHashMap<>(document(request));
    override(mapping, "numbers", request.numbers());
    override(mapping, "timeZone", request.timeZone());
    override(mapping, "delimiter", request.delimiter());
    override(mapping, "currency", request.currency());
    checked(mapping, request.columns() == null ? "" : "/columns");
    return mapping;
  }

  private Map<String, Object> document(ImportRequest request) {
    if (request.columns() != null) {
      return request.columns();
    }
    if (request.preset() != null) {
      return Presets.find(request.preset())
          .orElseThrow(
              () -> unknown("preset", "one of " + String.join(", ", Presets.all().keySet())));
    }
    return store
        .mapping(String.valueOf(request.mapping()))
        .map(SavedMapping::mapping)
        .orElseThrow(() -> unknown("mapping", "the name of a saved mapping"));
  }

  private static ProblemException unknown(String parameter, String expected) {
    return new ProblemException(
        ProblemType.UNPROCESSABLE,
        "There is no such " + parameter + ".",
        List.of(Place.parameter(parameter, expected)));
  }

  private static void override(Map<String, Object> mapping, String name, @Nullable String value) {
    if (value != null) {
      mapping.put(name, value);
    }
  }
}
