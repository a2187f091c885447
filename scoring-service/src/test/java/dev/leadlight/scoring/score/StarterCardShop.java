package dev.leadlight.scoring.score;

import static org.assertj.core.api.Assertions.within;

import dev.leadlight.scoring.Shop;
import org.assertj.core.data.Offset;

/** A shop under the starter card, and shoppers who fill their carts. */
abstract class StarterCardShop {

  static final Offset<Double> EXACT = within(1e-9);
  static final String CART = "Product Added";

  final Shop shop = Shop.withStarterCard();

  final Shop fourCarts(String day) {
    for (int minute = 0; minute < 20; minute += 5) {
      shop.u1(CART, day + "T" + minute + "M");
    }
    return shop;
  }
}
