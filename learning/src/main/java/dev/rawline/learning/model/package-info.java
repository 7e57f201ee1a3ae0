/** Pictures → logits: networks, their numbers named as those of published weights are. */
package dev.rawline.learning.model;
