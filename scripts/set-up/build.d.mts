/** Whether dist was built from the sources as they are now. */
export function isBuilt(): boolean
/** Builds dist where it is missing or older than the sources. Throws SetUpError with what to mend. */
export function build(): Promise<void>
