/**
 * A Slack message with Block Kit. Start with {@link
 * dev.leadlight.routing.connector.slack.SlackMessage}.
 */
@NullMarked
package dev.leadlight.routing.connector.slack;

import org.jspecify.annotations.NullMarked;
