/** A trained model with the samples it is tested on, asked under one camera after another. */
package dev.rawline.lab.subject;
