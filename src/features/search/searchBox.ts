/** The one search box of the page, for the key that leads to it. */
export const SEARCH_BOX_ID = "search-box";
