"""Words that are in nearly every text: beside others, they are not asked for.

Words that deny are not among them: niet, geen, not.
"""

from interviews.search.lists import listed

OF_LANGUAGE = {
    "nl": listed(
        """
        aan als bij daar dan dat de den der des deze die dit door dus een en er ge haar had
        hadden heb hebben hebt heeft hem hen het hij hoe hun ik in is je jij jou jouw jullie
        kan kon kun kunnen kunt maar me men met mij mijn mocht moet moeten na naar nu of om
        omdat onder ons onze ook op over s t te tot u uit uw van vanuit voor waar waarom wat
        we wel welke werd werden wie wij word worden wordt zal ze zei zich zij zijn zo zou
        zouden
        """
    ),
    "en": listed(
        """
        a about am an and are as at be been but by can could did do does for from had has
        have he her hers him his how i if in into is it its me my of on or our ours s she
        should so some than that the their them then there these they this those to us was
        we were what when where which who why will with would you your yours
        """
    ),
}
