/**
 * May this event enter, and whose is it? Every door – tracking calls, webhooks, files – hands over
 * messages in the shape of the Segment specification, and each becomes a shopper event or a named
 * refusal: <em>delivery → verdicts → records → receipt once Kafka has them</em>. Start with {@link
 * dev.leadlight.ingest.intake.Normaliser} and {@link
 * dev.leadlight.ingest.intake.shell.IntakeWorkflow}.
 */
@NullMarked
package dev.leadlight.ingest.intake;

import org.jspecify.annotations.NullMarked;
