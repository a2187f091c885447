/** Makes the calls of dialogues, with credentials. */
@NullMarked
package dev.leadlight.routing.connector.dialogue.shell;

import org.jspecify.annotations.NullMarked;
