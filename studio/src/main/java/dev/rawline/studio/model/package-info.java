/** A task model and a light path → what the model predicts, and what it tolerates. */
package dev.rawline.studio.model;
