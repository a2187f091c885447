package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.LongMap;
import dev.leadlight.scoring.lead.Moments;
import dev.leadlight.scoring.lead.Order;
import dev.leadlight.scoring.lead.Refund;
import dev.leadlight.scoring.lead.Spans;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link Evidence} as bytes. Field numbers are never used again for something else. */
final class EvidenceCodec {

  private EvidenceCodec() {}

  static void write(Evidence evidence, CodedOutputStream out) throws IOException {
    for (Map.Entry<Long, Moments> stream : evidence.exact().entrySet()) {
      Packed.nested(out, 1, inner -> writeStream(stream.getKey(), stream.getValue(), inner));
    }
    for (Map.Entry<Long, Map<Long, Integer>> counts : evidence.days().entrySet()) {
      Packed.nested(out, 2, inner -> writeDays(counts.getKey(), counts.getValue(), inner));
    }
    Packed.nested(out, 3, inner -> writeSpans(evidence.sessions(), inner));
    Packed.nested(out, 4, inner -> writeSpans(evidence.activity(), inner));
    for (Order order : evidence.orders().values()) {
      Packed.nested(out, 5, inner -> writeOrder(order, inner));
    }
    for (Refund refund : evidence.refunds().values()) {
      Packed.nested(out, 6, inner -> writeRefund(refund, inner));
    }
  }

  static Evidence read(byte[] bytes) throws IOException {
    Map<Long, Moments> exact = new HashMap<>();
    Map<Long, Map<Long, Integer>> days = new HashMap<>();
    Spans[] spans = {Spans.none(Evidence.SESSION_GAP), Spans.none(Evidence.SILENCE_GAP)};
    Map<String, Order> orders = new HashMap<>();
    Map<Long, Refund> refunds = new HashMap<>();
    Packed.read(
        bytes,
        (field, in) -> {
          switch (field) {
            case 1 -> readStream(in.readByteArray(), exact);
            case 2 -> readDays(in.readByteArray(), days);
            case 3 -> spans[0] = readSpans(in.readByteArray(), Evidence.SESSION_GAP);
            case 4 -> spans[1] = readSpans(in.readByteArray(), Evidence.SILENCE_GAP);
            case 5 -> {
              OrderParts parts = new OrderParts();
              Packed.read(in.readByteArray(), parts::read);
              orders.put(parts.id, parts.order());
              parts.refund().ifPresent(refund -> refunds.put(refund.key(), refund));
            }
            case 6 -> {
              Refund refund = readRefund(in.readByteArray());
              refunds.put(refund.key(), refund);
            }
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Evidence(LongMap.copyOf(exact), days, spans[0], spans[1], orders, refunds);
  }

  private static void writeStream(long key, Moments moments, CodedOutputStream out)
      throws IOException {
    out.writeSFixed64(1, key);
    Packed.ascending(out, 2, moments.times());
    int[] marks = new int[moments.size()];
    Arrays.setAll(marks, moments::mark);
    if (Arrays.stream(marks).anyMatch(mark -> mark != 0)) {
      Packed.numbers(out, 3, marks);
    }
  }

  private static void readStream(byte[] bytes, Map<Long, Moments> exact) throws IOException {
    long[] key = {0};
    long[][] times = {{}};
    int[][] marks = {{}};
    Packed.read(
        bytes,
        (field, in) -> {
          switch (field) {
            case 1 -> key[0] = in.readSFixed64();
            case 2 -> times[0] = Packed.ascending(in);
            case 3 -> marks[0] = Packed.numbers(in);
            default -> {
              return false;
            }
          }
          return true;
        });
    exact.put(key[0], Moments.of(times[0], Arrays.copyOf(marks[0], times[0].length)));
  }

  private static void writeDays(long key, Map<Long, Integer> counts, CodedOutputStream out)
      throws IOException {
    TreeMap<Long, Integer> sorted = new TreeMap<>(counts);
    out.writeSFixed64(1, key);
    Packed.ascending(out, 2, sorted.keySet().stream().mapToLong(Long::longValue).toArray());
    Packed.numbers(out, 3, sorted.values().stream().mapToInt(Integer::intValue).toArray());
  }

  private static void readDays(byte[] bytes, Map<Long, Map<Long, Integer>> days)
      throws IOException {
    long[] key = {0};
    long[][] numbers = {{}};
    int[][] counts = {{}};
    Packed.read(
        bytes,
        (field, in) -> {
          switch (field) {
            case 1 -> key[0] = in.readSFixed64();
            case 2 -> numbers[0] = Packed.ascending(in);
            case 3 -> counts[0] = Packed.numbers(in);
            default -> {
              return false;
            }
          }
          return true;
        });
    TreeMap<Long, Integer> read = new TreeMap<>();
    for (int i = 0; i < numbers[0].length; i++) {
      read.put(numbers[0][i], counts[0][i]);
    }
    days.put(key[0], read);
  }

  private static void writeSpans(Spans spans, CodedOutputStream out) throws IOException {
    long[] edges = new long[2 * spans.size()];
    for (int i = 0; i < spans.size(); i++) {
      edges[2 * i] = spans.start(i);
      edges[2 * i + 1] = spans.end(i);
    }
    Packed.ascending(out, 1, edges);
  }

  private static Spans readSpans(byte[] bytes, long gap) throws IOException {
    long[][] edges = {{}};
    Packed.read(
        bytes,
        (field, in) -> {
          if (field != 1) {
            return false;
          }
          edges[0] = Packed.ascending(in);
          return true;
        });
    long[] starts = new long[edges[0].length / 2];
    long[] ends = new long[starts.length];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = edges[0][2 * i];
      ends[i] = edges[0][2 * i + 1];
    }
    return Spans.of(gap, starts, ends);
  }

  private static void writeOrder(Order order, CodedOutputStream out) throws IOException {
    out.writeString(1, order.id());
    out.writeInt64(2, order.at());
    Packed.text(out, 3, order.value() == null ? null : order.value().toString());
    Packed.text(out, 4, order.currency());
    out.writeString(6, order.channel().name());
    out.writeString(7, order.source());
    out.writeSFixed64(8, order.eventHash());
  }

  /** The parts of an order while it is read; older states hold in it what was paid back. */
  private static final class OrderParts {
    String id = "";
    long at;
    @Nullable BigDecimal value;
    @Nullable String currency;
    BigDecimal refunded = BigDecimal.ZERO;
    Channel channel = Channel.ONLINE;
    String source = "";
    long eventHash;

    boolean read(int field, CodedInputStream in) throws IOException {
      switch (field) {
        case 1 -> id = in.readString();
        case 2 -> at = in.readInt64();
        case 3 -> value = new BigDecimal(in.readString());
        case 4 -> currency = in.readString();
        case 5 -> refunded = new BigDecimal(in.readString());
        case 6 -> channel = Channel.valueOf(in.readString());
        case 7 -> source = in.readString();
        case 8 -> eventHash = in.readSFixed64();
        default -> {
          return false;
        }
      }
      return true;
    }

    Order order() {
      return new Order(id, at, value, currency, channel, source, eventHash);
    }

    Optional<Refund> refund() {
      return refunded.signum() == 0
          ? Optional.empty()
          : Optional.of(new Refund(~eventHash, id, at, refunded, currency));
    }
  }

  private static void writeRefund(Refund refund, CodedOutputStream out) throws IOException {
    out.writeSFixed64(1, refund.key());
    out.writeString(2, refund.orderId());
    out.writeInt64(3, refund.at());
    Packed.text(out, 4, refund.amount() == null ? null : refund.amount().toString());
    Packed.text(out, 5, refund.currency());
  }

  private static Refund readRefund(byte[] bytes) throws IOException {
    long[] number = {0, 0};
    @Nullable String[] text = {"", null, null};
    Packed.read(
        bytes,
        (field, in) -> {
          switch (field) {
            case 1 -> number[0] = in.readSFixed64();
            case 3 -> number[1] = in.readInt64();
            case 2 -> text[0] = in.readString();
            case 4, 5 -> text[field - 3] = in.readString();
            default -> {
              return false;
            }
          }
          return true;
        });
    String orderId = text[0] == null ? "" : text[0];
    return new Refund(
        number[0], orderId, number[1], text[1] == null ? null : new BigDecimal(text[1]), text[2]);
  }
}
