/**
 * Stands in for Slack, the mail server and the customer's webhook: keeps and shows what they got.
 */
@NullMarked
package dev.leadlight.local.stack.outbox;

import org.jspecify.annotations.NullMarked;
