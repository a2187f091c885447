package dev.leadlight.routing.connector.email.shell;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * Our own words in mails to shoppers and on the page behind them. A file {@code
 * messages/shopper_<tag>.properties} has those of each other language of mails.
 */
@MessageBundle(value = "shopper", locale = "en")
public interface ShopperWords {

  /** Of the link below a mail, and of the button behind it. */
  @Message("Unsubscribe")
  String unsubscribe();

  @Message("No more e-mails?")
  String question();

  @Message("Press the button to unsubscribe.")
  String press();

  @Message("Unsubscribed")
  String done();

  @Message("You will get no more of these e-mails.")
  String gone();

  @Message("This link does not work")
  String broken();

  @Message("It is not complete, so nothing has changed. Please open it from the e-mail once more.")
  String again();
}
