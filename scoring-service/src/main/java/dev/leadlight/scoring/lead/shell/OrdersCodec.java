package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.scoring.lead.Order;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders as bytes, some twenty each: what mostly repeats (currency, channel, source) stands once,
 * times are differences, amounts are numbers.
 */
final class OrdersCodec {

  private static final int NO_VALUE = 0;
  private static final int NUMBER = 1;
  private static final int TEXT = 2;

  private OrdersCodec() {}

  /** What many orders have in common. */
  private record Kind(@Nullable String currency, Channel channel, String source) {

    static Kind of(Order order) {
      return new Kind(order.currency(), order.channel(), order.source());
    }
  }

  static void write(Collection<Order> orders, PackedOutput out) {
    List<Order> sorted = new ArrayList<>(orders);
    sorted.sort(Comparator.comparingLong(Order::at).thenComparing(Order::id));
    Map<Kind, Integer> kinds = new LinkedHashMap<>();
    sorted.forEach(order -> kinds.putIfAbsent(Kind.of(order), kinds.size()));
    for (Kind kind : kinds.keySet()) {
      out.writeNested(
          1,
          inner -> {
            inner.writeText(1, kind.currency());
            inner.writeString(2, kind.channel().name());
            inner.writeString(3, kind.source());
          });
    }
    out.writeNested(2, inner -> writeRows(sorted, kinds, inner));
  }

  private static void writeRows(List<Order> sorted, Map<Kind, Integer> kinds, PackedOutput out) {
    long before = 0;
    for (Order order : sorted) {
      int kind = kinds.getOrDefault(Kind.of(order), 0);
      boolean isKnown = order.eventHash() != 0;
      out.writeSInt64NoTag(order.at() - before);
      out.writeUInt64NoTag(2 * kind + (isKnown ? 1 : 0));
      out.writeStringNoTag(order.id());
      writeValue(order.value(), out);
      if (isKnown) {
        out.writeSFixed64NoTag(order.eventHash());
      }
      before = order.at();
    }
  }

  private static void writeValue(@Nullable BigDecimal value, PackedOutput out) {
    if (value == null) {
      out.writeUInt64NoTag(NO_VALUE);
    } else if (value.unscaledValue().bitLength() < Long.SIZE) {
      out.writeUInt64NoTag(NUMBER);
      out.writeSInt64NoTag(value.scale());
      out.writeSInt64NoTag(value.unscaledValue().longValue());
    } else {
      out.writeUInt64NoTag(TEXT);
      out.writeStringNoTag(value.toString());
    }
  }

  static void read(CodedInputStream message, Map<String, Order> orders) throws IOException {
    List<Kind> kinds = new ArrayList<>();
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1 -> kinds.add(readKind(in));
            case 2 -> readRows(in, kinds, orders);
            default -> {
              return false;
            }
          }
          return true;
        });
  }

  private static Kind readKind(CodedInputStream message) throws IOException {
    Map<Integer, String> texts = new HashMap<>();
    Packed.readNested(
        message,
        (field, in) -> {
          if (field > 3) {
            return false;
          }
          texts.put(field, in.readString());
          return true;
        });
    Channel channel = Packed.constant(Channel.class, texts.getOrDefault(2, ""));
    return new Kind(texts.get(1), channel, texts.getOrDefault(3, ""));
  }

  private static void readRows(CodedInputStream in, List<Kind> kinds, Map<String, Order> orders)
      throws IOException {
    int outer = Packed.enter(in);
    long at = 0;
    while (!in.isAtEnd()) {
      at += in.readSInt64();
      int mixed = in.readUInt32();
      if (mixed < 0 || mixed / 2 >= kinds.size()) {
        throw new IOException("an order of no kind");
      }
      Kind kind = kinds.get(mixed / 2);
      String id = in.readString();
      BigDecimal value = readValue(in);
      long hash = mixed % 2 == 1 ? in.readSFixed64() : 0;
      orders.put(
          id, new Order(id, at, value, kind.currency(), kind.channel(), kind.source(), hash));
    }
    Packed.leave(in, outer);
  }

  private static @Nullable BigDecimal readValue(CodedInputStream in) throws IOException {
    int form = in.readUInt32();
    if (form == NUMBER) {
      int scale = in.readSInt32();
      return BigDecimal.valueOf(in.readSInt64(), scale);
    }
    return form == TEXT ? new BigDecimal(in.readString()) : null;
  }
}
