/**
 * Documents that go to the topic of scorecards beside the cards, each under its key: experiments,
 * models, the draft in the shadow. Stored first, then sent; what was stored is sent whatever
 * crashes in between.
 */
@NullMarked
package dev.leadlight.feedback.publication;

import org.jspecify.annotations.NullMarked;
