/** A camera × a tolerance specification → whether the model may meet it. */
package dev.rawline.lab.forensics.check;
