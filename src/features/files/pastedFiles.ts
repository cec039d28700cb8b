/**
 * The files that a paste brings. None where it brings text as well: what is copied from Word or a
 * spreadsheet carries a picture of itself, and the text is meant.
 */
export function pastedFiles(data: Pick<DataTransfer, "files" | "getData">): File[] {
  return data.getData("text/plain") === "" ? [...data.files] : [];
}
