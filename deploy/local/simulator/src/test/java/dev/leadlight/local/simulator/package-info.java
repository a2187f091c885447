@NullMarked
package dev.leadlight.local.simulator;

import org.jspecify.annotations.NullMarked;
