package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.vendor.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Customers of Shopify, and what they agreed to. */
final class ShopifyCustomers {

  static List<Message> identified(Payload customer) {
    String at = customer.text("updated_at", "created_at");
    String id = customer.text("id");
    return List.of(
        Message.identify("shopify:customer:" + id + ":" + at)
            .at(at)
            .userId(id)
            .trait("email", customer.text("email"))
            .trait("phone", customer.text("phone"))
            .trait("first_name", customer.text("first_name"))
            .trait("last_name", customer.text("last_name")));
  }

  static List<Message> emailConsent(Payload customer) {
    return consent(customer, customer.object("email_marketing_consent"), Channel.EMAIL);
  }

  static List<Message> smsConsent(Payload customer) {
    return consent(customer, customer.object("sms_marketing_consent"), Channel.SMS);
  }

  /** Given or withdrawn; nothing for what is pending or was never asked. */
  private static List<Message> consent(Payload customer, Payload consent, Channel channel) {
    String event = event(consent.text("state"));
    if (event == null) {
      return List.of();
    }
    String customerId = customer.text("customer_id", "id");
    String at = consent.text("consent_updated_at");
    String id = "shopify:consent:" + channel + ":" + customerId + ":" + event + ":" + at;
    return List.of(
        Message.track(event, id)
            .at(at)
            .userId(customerId)
            .trait("email", customer.text("email_address", "email"))
            .trait("phone", customer.text("phone", "phone_number"))
            .in(channel));
  }

  private static @Nullable String event(@Nullable String state) {
    if (state == null) {
      return null;
    }
    return switch (state) {
      case "subscribed" -> "Subscribed";
      case "unsubscribed" -> "Unsubscribed";
      default -> null;
    };
  }

  private ShopifyCustomers() {}
}
