/** What a model gains from how its data are acquired and processed, and what that costs. */
package dev.rawline.lab.acquisition;
