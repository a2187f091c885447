/**
 * Marketo's leads, static lists and trigger campaigns. Start with {@link
 * dev.leadlight.routing.connector.marketo.MarketoDialogue}; {@link
 * dev.leadlight.routing.connector.marketo.MarketoAnswers} reads errors out of answers that say 200.
 */
@NullMarked
package dev.leadlight.routing.connector.marketo;

import org.jspecify.annotations.NullMarked;
