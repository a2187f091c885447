/** Labels over HTTP: <em>request → proof → outcomes and events to Kafka → answer</em>. */
@NullMarked
package dev.leadlight.feedback.label.shell;

import org.jspecify.annotations.NullMarked;
