/** A trained model × cameras → which of them it must never meet. */
package dev.rawline.lab.forensics;
