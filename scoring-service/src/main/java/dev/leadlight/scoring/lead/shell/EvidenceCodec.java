package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
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

  private static final int COUNT_BITS = 3;
  private static final int MANY = (1 << COUNT_BITS) - 1;

  private EvidenceCodec() {}

  static void write(Evidence evidence, PackedOutput out) {
    TimesCodec times = TimesCodec.of(evidence);
    times.write(out, 8);
    LongMap<Moments> exact = evidence.exact();
    for (int i = 0; i < exact.size(); i++) {
      long key = exact.key(i);
      Moments moments = exact.value(i);
      out.writeNested(9, inner -> times.writeStream(key, moments, inner));
    }
    for (Map.Entry<Long, Map<Long, Integer>> counts : evidence.days().entrySet()) {
      out.writeNested(2, inner -> writeDays(counts.getKey(), counts.getValue(), inner));
    }
    out.writeNested(10, inner -> times.writeSpans(evidence.sessions(), inner));
    out.writeNested(11, inner -> times.writeSpans(evidence.activity(), inner));
    if (!evidence.orders().isEmpty()) {
      out.writeNested(7, inner -> OrdersCodec.write(evidence.orders().values(), inner));
    }
    for (Refund refund : evidence.refunds().values()) {
      out.writeNested(6, inner -> writeRefund(refund, inner));
    }
  }

  static Evidence read(CodedInputStream message) throws IOException {
    LongMap.Builder<Moments> exact = new LongMap.Builder<>();
    Map<Long, Map<Long, Integer>> days = new HashMap<>();
    Spans[] spans = {Spans.none(Evidence.SESSION_GAP), Spans.none(Evidence.SILENCE_GAP)};
    Map<String, Order> orders = new HashMap<>();
    Map<Long, Refund> refunds = new HashMap<>();
    TimesCodec[] times = {TimesCodec.of(Evidence.none())};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1 -> readStream(in, exact);
            case 2 -> readDays(in, days);
            case 3 -> spans[0] = readSpans(in, Evidence.SESSION_GAP);
            case 4 -> spans[1] = readSpans(in, Evidence.SILENCE_GAP);
            case 5 -> {
              OrderParts parts = new OrderParts();
              Packed.readNested(in, parts::read);
              orders.put(parts.id, parts.order());
              parts.refund().ifPresent(refund -> refunds.put(refund.key(), refund));
            }
            case 8 -> times[0] = TimesCodec.read(in);
            case 9 -> times[0].readStream(in, exact);
            case 10 -> spans[0] = times[0].readSpans(in, Evidence.SESSION_GAP);
            case 11 -> spans[1] = times[0].readSpans(in, Evidence.SILENCE_GAP);
            case 7 -> OrdersCodec.read(in, orders);
            case 6 -> {
              Refund refund = readRefund(in);
              refunds.put(refund.key(), refund);
            }
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Evidence(exact.build(), days, spans[0], spans[1], orders, refunds);
  }

  private static void readStream(CodedInputStream message, LongMap.Builder<Moments> exact)
      throws IOException {
    long[] key = {0};
    long[][] times = {{}};
    int[][] marks = {{}};
    Packed.readNested(
        message,
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

  private static void writeDays(long key, Map<Long, Integer> counts, PackedOutput out) {
    out.writeSFixed64(1, key);
    out.writeNested(4, inner -> writeCounts(new TreeMap<>(counts), inner));
  }

  /** A byte for most days: how many days after the one before, and a count of up to six. */
  private static void writeCounts(Map<Long, Integer> counts, PackedOutput out) {
    long before = 0;
    for (Map.Entry<Long, Integer> day : counts.entrySet()) {
      int count = day.getValue();
      out.writeUInt64NoTag(((day.getKey() - before) << COUNT_BITS) | Math.min(count, MANY));
      if (count >= MANY) {
        out.writeUInt64NoTag(count);
      }
      before = day.getKey();
    }
  }

  private static void readCounts(CodedInputStream in, Map<Long, Integer> counts)
      throws IOException {
    int outer = Packed.enter(in);
    long day = 0;
    while (!in.isAtEnd()) {
      long mixed = in.readUInt64();
      int count = (int) (mixed & MANY);
      day += mixed >> COUNT_BITS;
      counts.put(day, count == MANY ? in.readUInt32() : count);
    }
    Packed.leave(in, outer);
  }

  private static void readDays(CodedInputStream message, Map<Long, Map<Long, Integer>> days)
      throws IOException {
    long[] key = {0};
    long[][] numbers = {{}};
    int[][] counts = {{}};
    TreeMap<Long, Integer> read = new TreeMap<>();
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1 -> key[0] = in.readSFixed64();
            case 2 -> numbers[0] = Packed.ascending(in);
            case 3 -> counts[0] = Packed.numbers(in);
            case 4 -> readCounts(in, read);
            default -> {
              return false;
            }
          }
          return true;
        });
    for (int i = 0; i < numbers[0].length; i++) {
      read.put(numbers[0][i], counts[0][i]);
    }
    days.put(key[0], read);
  }

  private static Spans readSpans(CodedInputStream message, long gap) throws IOException {
    long[][] edges = {{}};
    Packed.readNested(
        message,
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

  /** An order as older states have it, with what was paid back. */
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
          : Optional.of(new Refund(~eventHash, id, at, refunded, currency, false));
    }
  }

  private static void writeRefund(Refund refund, PackedOutput out) {
    out.writeSFixed64(1, refund.key());
    out.writeString(2, refund.orderId());
    out.writeInt64(3, refund.at());
    out.writeText(4, refund.amount() == null ? null : refund.amount().toString());
    out.writeText(5, refund.currency());
    if (refund.inAll()) {
      out.writeBool(6, true);
    }
  }

  private static Refund readRefund(CodedInputStream message) throws IOException {
    long[] number = {0, 0};
    @Nullable String[] text = {"", null, null};
    boolean[] inAll = {false};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1 -> number[0] = in.readSFixed64();
            case 3 -> number[1] = in.readInt64();
            case 2 -> text[0] = in.readString();
            case 4, 5 -> text[field - 3] = in.readString();
            case 6 -> inAll[0] = in.readBool();
            default -> {
              return false;
            }
          }
          return true;
        });
    String orderId = text[0] == null ? "" : text[0];
    return new Refund(
        number[0],
        orderId,
        number[1],
        text[1] == null ? null : new BigDecimal(text[1]),
        text[2],
        inAll[0]);
  }
}
