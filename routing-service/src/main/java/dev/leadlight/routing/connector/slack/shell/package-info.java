/** Slack's incoming webhook. */
@NullMarked
package dev.leadlight.routing.connector.slack.shell;

import org.jspecify.annotations.NullMarked;
